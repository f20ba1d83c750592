import { defineResource } from '../resource';
import { create } from './create.operation';

export const campaign = defineResource('campaign', [create]);
