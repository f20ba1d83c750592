/** Categories of templates, as the API writes them (contract §1.5). */
export const categories = ['Authentication', 'Marketing', 'Utility'] as const;
