import { defineResource } from '../resource';
import { assign } from './assign.operation';

export const chat = defineResource('chat', [assign]);
