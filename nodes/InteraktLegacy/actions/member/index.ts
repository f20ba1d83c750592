import { defineResource } from '../../../Interakt/actions/resource';
import { upsert } from './upsert.operation';

export const member = defineResource('member', [upsert]);
