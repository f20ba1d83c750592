import { defineResource } from '../resource';
import { upload } from './upload.operation';

export const file = defineResource('file', [upload]);
