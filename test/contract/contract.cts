export const validateRequest = (_method: string, _path: string, _body: unknown): string[] => [];
