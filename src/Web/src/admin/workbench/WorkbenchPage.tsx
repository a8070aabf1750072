import { Link } from 'wouter';
import { NotFound } from '../../design/NotFound';
import { Title } from '../../design/Title';
import { O } from '../../texts/office';
import { Cluster } from './Cluster';
import { JournalTail } from './JournalTail';
import { Orders } from './Orders';
import { Projections } from './Projections';
import { Things } from './Things';
import '../parts/parts.css';
import './workbench.css';

const pages = { orders: Orders, things: Things, projections: Projections, journal: JournalTail, cluster: Cluster } as const;

type Page = keyof typeof pages;

const isPage = (name: string): name is Page => Object.hasOwn(pages, name);

/** Where one sees what the store does, and did. */
export default function WorkbenchPage({ page }: { page: string }) {
  const t = O.workbench;
  if (!isPage(page)) return <NotFound />;
  const Content = pages[page];
  return (
    <div className="stack">
      <Title title={`${t.pages[page]} · ${t.title}`}>{t.title}</Title>
      <nav className="tabs" aria-label={t.title}>
        {(Object.keys(pages) as Page[]).map(p => (
          <Link key={p} className="tab" href={p === 'orders' ? '/workbench' : `/workbench/${p}`} aria-current={p === page ? 'page' : undefined}>{t.pages[p]}</Link>
        ))}
      </nav>
      <Content />
    </div>
  );
}
