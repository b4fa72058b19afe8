import graphql, { parser } from '@graphql-eslint/eslint-plugin';

// TypeScript is linted by oxlint; this looks at the emitted schema alone.
export default [
  {
    files: ['schema/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: { parser },
    rules: {
      '@graphql-eslint/require-description': [
        'error',
        { types: true, FieldDefinition: true, InputValueDefinition: true, EnumValueDefinition: true },
      ],
      '@graphql-eslint/naming-convention': [
        'error',
        {
          types: 'PascalCase',
          FieldDefinition: 'camelCase',
          InputValueDefinition: 'camelCase',
          EnumValueDefinition: { style: 'UPPER_CASE' },
        },
      ],
      '@graphql-eslint/require-deprecation-reason': 'error',
      '@graphql-eslint/no-typename-prefix': 'off',
      '@graphql-eslint/unique-enum-value-names': 'error',
    },
  },
];
