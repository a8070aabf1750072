import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { answer, api } from '../../api/client';
import { Query } from '../../design/Query';
import { Empty } from '../../design/States';
import { Title } from '../../design/Title';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { ExportProducts } from '../products/ExportProducts';
import { routes } from '../routes';
import { ImportForm } from './ImportForm';
import { ImportTable } from './ImportTable';
import '../parts/parts.css';
import './imports.css';

/** Products in from a file and out into one. */
export default function ImportsPage() {
  const words = O.imports;
  const client = useQueryClient();
  const imports = useQuery({
    queryKey: ['imports'],
    queryFn: () => answer(api.GET('/api/v1/products/import')),
    refetchInterval: query => (query.state.data?.items.some(i => i.status === 'running') ? 2000 : false),
  });

  return (
    <div className="stack-l">
      <div className="stack">
        <nav className="small" aria-label={T.common.back}>
          <Link href={routes.products}>{O.products.title}</Link>
        </nav>
        <div className="page-head">
          <Title>{words.title}</Title>
          <ExportProducts />
        </div>
        <ImportForm onEnded={() => void client.invalidateQueries({ predicate: query => ['imports', 'products', 'categories', 'product', 'stock', 'currency'].includes(String(query.queryKey[0])) })} />
      </div>
      <div className="stack">
        <h2 className="panel-head">{words.earlier}</h2>
        <Query of={imports}>{page => (page.items.length === 0 ? <Empty title={words.none} /> : <ImportTable imports={page.items} />)}</Query>
      </div>
    </div>
  );
}
