import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client';
import { Badge } from '../../design/Badge';
import { Notice } from '../../design/Notice';
import { Query } from '../../design/Query';
import { TableScroll } from '../../design/TableScroll';
import { number, preciseTime } from '../../format';
import { O } from '../../texts/office';
import { bytes } from './bytes';

/** How often it is looked at anew, in milliseconds. */
const every = 3000;

/** What runs where. */
export function Cluster() {
  return (
    <div className="stack-l">
      <Silos />
      <Grains />
    </div>
  );
}

function Grains() {
  const t = O.workbench.cluster;
  const grains = useQuery({ queryKey: ['grains'], queryFn: () => answer(api.GET('/api/v1/admin/grains')), refetchInterval: every });
  return (
    <section className="stack">
      <h2>{t.grains}</h2>
      <Query of={grains}>
        {all => {
          const most = Math.max(1, ...all.types.map(type => type.activations));
          return (
            <>
              <p>{all.types.length === 0 ? t.noGrains : t.inAll(number(all.activations))}</p>
              {all.silent.length > 0 && <Notice kind="warn">{t.silent(all.silent.join(', '))}</Notice>}
              {all.types.length > 0 && (
                <TableScroll label={t.grains}>
                  <thead>
                    <tr>
                      <th scope="col">{t.type}</th>
                      <th scope="col" className="end">{t.activations}</th>
                      <th scope="col" className="cluster-bar" aria-hidden="true" />
                      <th scope="col">{t.perSilo}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {[...all.types].sort((a, b) => b.activations - a.activations || a.type.localeCompare(b.type)).map(type => (
                      <tr key={type.type}>
                        <th scope="row" className="mono">{type.type}</th>
                        <td className="end">{number(type.activations)}</td>
                        <td className="cluster-bar" aria-hidden="true"><span style={{ width: `${(type.activations / most) * 100}%` }} /></td>
                        <td className="mono">{type.silos.map(silo => `${silo.silo}: ${number(silo.activations)}`).join(', ')}</td>
                      </tr>
                    ))}
                  </tbody>
                </TableScroll>
              )}
            </>
          );
        }}
      </Query>
    </section>
  );
}

const tones = { joining: 'accent', active: 'good', stopping: 'warn', dead: 'bad' } as const;

function Silos() {
  const t = O.workbench.cluster;
  const silos = useQuery({ queryKey: ['silos'], queryFn: () => answer(api.GET('/api/v1/admin/silos')), refetchInterval: every });
  return (
    <section className="stack">
      <h2>{t.silos}</h2>
      <Query of={silos}>
        {all => (
          <TableScroll label={t.silos}>
            <thead>
              <tr>
                <th scope="col">{t.address}</th>
                <th scope="col">{t.state}</th>
                <th scope="col">{t.machine}</th>
                <th scope="col">{t.version}</th>
                <th scope="col" className="end">{t.activations}</th>
                <th scope="col" className="end">{t.cpu}</th>
                <th scope="col" className="end">{t.memory}</th>
                <th scope="col">{t.started}</th>
                <th scope="col">{t.lastSeen}</th>
              </tr>
            </thead>
            <tbody>{all.items.map(silo => <Silo key={silo.address} silo={silo} />)}</tbody>
          </TableScroll>
        )}
      </Query>
    </section>
  );
}

function Silo({ silo }: { silo: Schemas['SiloAnswer'] }) {
  const t = O.workbench.cluster;
  const { memoryBytes: used, memoryLimitBytes: limit } = silo;
  return (
    <tr>
      <th scope="row" className="mono no-wrap">{silo.address}</th>
      <td><Badge tone={tones[silo.state]}>{t.states[silo.state]}</Badge></td>
      <td>{silo.machine}</td>
      <td>{silo.version ?? '–'}</td>
      <td className="end">{silo.activations == null ? '–' : number(silo.activations)}</td>
      <td className="end no-wrap">{silo.cpuPercent == null ? '–' : `${number(silo.cpuPercent)} %`}</td>
      <td className="end no-wrap">{used == null ? '–' : limit ? t.ofLimit(bytes(used), bytes(limit)) : bytes(used)}</td>
      <td className="no-wrap">{preciseTime(silo.startedAt)}</td>
      <td className="no-wrap">{preciseTime(silo.lastSeenAt)}</td>
    </tr>
  );
}
