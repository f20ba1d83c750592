import { defineResource } from '../../../Interakt/actions/resource';
import { upsert } from './upsert.operation';

export const lead = defineResource('lead', [upsert]);
