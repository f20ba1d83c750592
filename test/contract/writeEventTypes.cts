import { writePage } from './eventTypesTable.cts';

writePage();
