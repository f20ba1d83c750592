/**
 * What n8n needs to be told to take many webhooks: that it makes the sandbox of expressions only when there is an
 * expression. Otherwise it makes one for each call and one for each run, and that is what it spends its time on.
 */
export const MANY_WEBHOOKS = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
