import type { CodegenConfig } from '@graphql-codegen/cli';
import { preset } from '@graphql-codegen/client-preset';

/**
 * The client preset without its `graphql()` function, which nothing calls as the documents are files, and without the
 * schema's descriptions, so that another wording in the schema changes nothing here.
 */
const documentsAlone: typeof preset = {
  ...preset,
  buildGeneratesSection: async (options) => {
    const files = await preset.buildGeneratesSection(options);
    return files
      .filter(({ filename }) => filename.endsWith('/graphql.ts'))
      .map((file) => ({ ...file, config: { ...file.config, disableDescriptions: true } }));
  },
};

const output = {
  preset: documentsAlone,
  presetConfig: { fragmentMasking: false },
};

/** Makes typed documents of the .graphql files (`npm run codegen`); what it makes is committed, so a build needs none. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  generates: {
    'src/cli/demonstration/generated/': { ...output, documents: 'src/cli/demonstration/documents/*.graphql' },
    'test/support/generated/': { ...output, documents: ['test/**/*.graphql', '!test/golden/**'] },
  },
  config: {
    documentMode: 'string',
    useTypeImports: true,
    immutableTypes: true,
    arrayInputCoercion: false,
    strictScalars: true,
    scalars: {
      ID: 'string',
      Cursor: 'string',
      Date: 'string',
      DateTime: 'string',
      Decimal: 'string',
      JSONObject: 'Readonly<Record<string, unknown>>',
      Sha256: 'string',
      UUID: 'string',
    },
  },
};

export default config;
