// Answers questions about GraphQL with graphql-js: one JSON object a line in, one a line out.
import { createInterface } from 'node:readline';
import {
  buildASTSchema, execute, getIntrospectionQuery, GraphQLError, parse, print, printSchema, subscribe, validate, validateSchema,
} from 'graphql';
import { validateSDL } from 'graphql/validation/validate.js';

const schemas = new Map();

function schemaOf(text) {
  if (!schemas.has(text)) schemas.set(text, buildASTSchema(parse(text, { noLocation: false }), { assumeValidSDL: true }));
  return schemas.get(text);
}

// What a field is: {"$error": "text"} fails, {"$later": value} comes later, anything else is a value.
function valueOf(value) {
  if (Array.isArray(value)) return value.map((item) => valueOf(item));
  if (value === null || typeof value !== 'object') return value;
  if ('$error' in value) return new Error(value.$error);
  if ('$later' in value) return new Promise((resolve) => setImmediate(() => resolve(valueOf(value.$later))));
  return value;
}

function resolveField(source, args, _context, info) {
  const value = source?.[info.fieldName];
  // {"$arguments": true} tells what the field was given.
  if (value !== null && typeof value === 'object' && '$arguments' in value) return JSON.stringify(args);
  return valueOf(value);
}

function told(errors) {
  return errors.map((error) => {
    const { message, locations, path } = error instanceof GraphQLError ? error.toJSON() : { message: error.message };
    return { message, locations: locations ?? [], path: path ?? null };
  });
}

const questions = {
  parse: ({ document }) => {
    const node = parse(document);
    return { printed: print(node), locations: locationsOf(node) };
  },
  text: ({ document }) => {
    const node = parse(document);
    const wrong = validateSDL(node);
    if (wrong.length > 0) return { errors: told(wrong) };
    const schema = buildASTSchema(node, { assumeValidSDL: true });
    return { errors: told(validateSchema(schema)), printed: printSchema(schema) };
  },
  validate: ({ schema, document }) => ({ errors: told(validate(schemaOf(schema), parse(document))) }),
  execute: async ({ schema, document, root, variables, operation }) => {
    const node = parse(document);
    const built = schemaOf(schema);
    const errors = validate(built, node);
    if (errors.length > 0) return { errors: told(errors) };
    const answer = await execute({
      schema: built, document: node, rootValue: root, variableValues: variables, operationName: operation, fieldResolver: resolveField,
    });
    return { errors: told(answer.errors ?? []), ...('data' in answer ? { data: answer.data } : {}) };
  },
  subscribe: async ({ schema, document, events, variables }) => {
    const answer = await subscribe({
      schema: schemaOf(schema), document: parse(document), variableValues: variables, fieldResolver: resolveField,
      subscribeFieldResolver: async function* () { for (const event of events) yield event; },
    });
    if (!(Symbol.asyncIterator in answer)) return { errors: told(answer.errors) };
    const answers = [];
    for await (const one of answer) answers.push({ errors: told(one.errors ?? []), data: one.data });
    return { answers };
  },
  introspection: () => ({
    document: getIntrospectionQuery({
      specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true,
    }),
  }),
};

// Start and end of every node, in the order of a walk.
function locationsOf(node) {
  const found = [];
  (function visit(value) {
    if (Array.isArray(value)) return value.forEach(visit);
    if (value === null || typeof value !== 'object' || typeof value.kind !== 'string') return undefined;
    found.push(`${value.kind} ${value.loc.start}-${value.loc.end}`);
    for (const [key, child] of Object.entries(value)) if (key !== 'loc') visit(child);
    return undefined;
  })(node);
  return found.sort();
}

for await (const line of createInterface({ input: process.stdin })) {
  const { kind, ...question } = JSON.parse(line);
  let answer;
  try {
    answer = await questions[kind](question);
  } catch (error) {
    answer = error instanceof GraphQLError ? { errors: told([error]) } : { crash: String(error.stack) };
  }

  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
