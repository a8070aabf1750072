import { useSearchParams } from 'wouter';
import { isId } from '../../api/ids';
import { Field, SelectField } from '../../design/Field';
import { Empty } from '../../design/States';
import { O } from '../../texts/office';
import { Filters } from '../parts/Filters';
import { Past } from './Past';
import { things, type Thing } from './pasts';

/** The past of any order, cart, product or stock. */
export function Things() {
  const t = O.workbench.things;
  const [search] = useSearchParams();
  const id = search.get('id') ?? '';
  const thing = things.find(known => known === search.get('kind')) ?? ('product' satisfies Thing);
  return (
    <div className="stack">
      <Filters names={['kind', 'id']}>
        {value => (
          <>
            <SelectField label={t.kind} name="kind" defaultValue={value('kind') || thing}>
              {things.map(known => <option key={known} value={known}>{t.kinds[known]}</option>)}
            </SelectField>
            <Field label={t.id} hint={t.idHint} name="id" defaultValue={value('id')} spellCheck={false} autoComplete="off" error={id !== '' && !isId(id) ? t.badId : undefined} />
          </>
        )}
      </Filters>
      {isId(id) ? <Past key={`${thing} ${id}`} thing={thing} id={id} /> : <Empty title={t.none} icon="search"><p>{t.noneHint}</p></Empty>}
    </div>
  );
}
