import { defineResource } from '../resource';
import { track } from './track.operation';

export const event = defineResource('event', [track]);
