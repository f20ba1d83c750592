import { defineResource } from '../resource';
import { create } from './create.operation';
import { getAll } from './getAll.operation';

export const template = defineResource('template', [create, getAll]);
