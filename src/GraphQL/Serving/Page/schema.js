// Asks the schema for itself and shows it, type by type.

const introspection = `{
  __schema {
    description queryType { name } mutationType { name } subscriptionType { name }
    types {
      kind name description specifiedByURL
      fields(includeDeprecated: true) { name description isDeprecated deprecationReason type { ...T } args { name description defaultValue type { ...T } } }
      inputFields { name description defaultValue type { ...T } }
      enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
      possibleTypes { name }
    }
  }
}
fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`;

const element = (tag, text, kind) => Object.assign(document.createElement(tag), { textContent: text ?? '', className: kind ?? '' });

const named = type => type.ofType ? named(type.ofType) : type.name;
const written = type => type.kind === 'NON_NULL' ? `${written(type.ofType)}!` : type.kind === 'LIST' ? `[${written(type.ofType)}]` : type.name;

export class SchemaDocs {
  constructor(send, docs, trail, search) {
    Object.assign(this, { send, docs, trail, search, types: new Map(), path: [] });
    search.oninput = () => this.search.value.trim() ? this.find(this.search.value.trim().toLowerCase()) : this.show();
  }

  async load() {
    const { body } = await this.send({ query: introspection });
    const schema = body.data.__schema;
    this.roots = [schema.queryType, schema.mutationType, schema.subscriptionType].filter(Boolean).map(t => t.name);
    this.description = schema.description;
    for (const type of schema.types) this.types.set(type.name, type);
    this.show();
  }

  open(name) {
    this.search.value = '';
    this.path = [...this.path.filter(n => n !== name), name].slice(-6);
    this.show();
  }

  show() {
    const type = this.types.get(this.path.at(-1));
    this.trail.replaceChildren(...['Schema', ...this.path].flatMap((name, i) => {
      const step = element('a', name, 'type');
      step.onclick = () => { this.path = this.path.slice(0, i); this.show(); };
      return i ? [' › ', step] : [step];
    }));
    this.docs.replaceChildren(...(type ? this.about(type) : this.start()));
  }

  start() {
    const others = [...this.types.keys()].filter(n => !n.startsWith('__') && !this.roots.includes(n)).sort();
    const line = name => { const p = element('div', '', 'member'); p.append(this.link(name, name)); return p; };
    return [element('p', this.description), element('h2', 'Operations'), ...this.roots.map(line), element('h2', 'Types'), ...others.map(line)];
  }

  about(type) {
    const parts = [element('h2', `${type.kind.toLowerCase().replace('_', ' ')} ${type.name}`), element('p', type.description)];
    if (type.specifiedByURL) parts.push(element('p', `Specified by ${type.specifiedByURL}`));
    for (const member of [...type.fields ?? [], ...type.inputFields ?? [], ...type.enumValues ?? []]) parts.push(this.member(member));
    for (const possible of type.possibleTypes ?? []) { const p = element('div', '', 'member'); p.append(this.link(possible.name, possible.name)); parts.push(p); }
    return parts;
  }

  member(member, of) {
    const line = element('div', '', 'member');
    line.append(element('span', of ? `${of}.${member.name}` : member.name, member.isDeprecated ? 'name deprecated' : 'name'));
    if (member.args?.length) {
      line.append('(');
      member.args.forEach((a, i) => line.append(i ? ', ' : '', `${a.name}: `, this.link(written(a.type), named(a.type)), a.defaultValue == null ? '' : ` = ${a.defaultValue}`));
      line.append(')');
    }
    if (member.type) line.append(': ', this.link(written(member.type), named(member.type)));
    if (member.defaultValue != null) line.append(` = ${member.defaultValue}`);
    for (const text of [member.description, member.deprecationReason && `Deprecated: ${member.deprecationReason}`]) if (text) line.append(element('p', text));
    return line;
  }

  find(words) {
    const found = [];
    for (const type of this.types.values()) {
      if (type.name.startsWith('__')) continue;
      if (type.name.toLowerCase().includes(words)) { const p = element('div', '', 'member'); p.append(this.link(type.name, type.name)); found.push(p); }
      for (const member of [...type.fields ?? [], ...type.inputFields ?? []]) if (member.name.toLowerCase().includes(words)) found.push(this.member(member, type.name));
    }
    this.docs.replaceChildren(...found.slice(0, 100));
  }

  link(text, name) {
    const link = element('a', text, 'type');
    link.tabIndex = 0;
    link.onclick = () => this.open(name);
    link.onkeydown = event => event.key === 'Enter' && this.open(name);
    return link;
  }
}
