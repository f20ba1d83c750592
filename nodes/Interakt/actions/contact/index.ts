import { defineResource } from '../resource';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { upsert } from './upsert.operation';

export const contact = defineResource('contact', [upsert, get, getAll]);
