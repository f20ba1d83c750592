import { defineResource } from '../resource';
import { upsert } from './upsert.operation';

export const contact = defineResource('contact', [upsert]);
