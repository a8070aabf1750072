import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { answer, api, type Schemas } from '../../api/client';
import { Badge } from '../../design/Badge';
import { Query } from '../../design/Query';
import { Title } from '../../design/Title';
import { number } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { Figure } from '../parts/Figure';
import { HistoryTable } from '../parts/HistoryTable';
import { productKey } from '../products/productKey';
import { routes } from '../routes';
import { Ledger } from './Ledger';
import { AdjustForm, KeepForm, ReceiveForm } from './StockForms';
import { stockKey } from './stockKey';
import '../parts/parts.css';
import './stock.css';

const figures = ['available', 'held', 'backordered', 'sold', 'received', 'returned', 'adjusted'] as const;

/** The pieces of one product: how many, what comes in, what is corrected, and all that ever moved. */
export default function StockPage({ id }: { id: string }) {
  const stock = useQuery({ queryKey: stockKey(id), queryFn: () => answer(api.GET('/api/v1/products/{id}/stock', { params: { path: { id } } })), refetchInterval: 15_000 });
  const product = useQuery({ queryKey: productKey(id), queryFn: () => answer(api.GET('/api/v1/products/{id}', { params: { path: { id } } })) });
  return (
    <div className="stack">
      <nav className="small" aria-label={T.common.back}>
        <Link href={routes.products}>{O.products.title}</Link>
      </nav>
      <Query of={product}>{p => <Query of={stock}>{s => <Shown product={p} stock={s} />}</Query>}</Query>
    </div>
  );
}

function Shown({ product, stock }: { product: Schemas['ProductAnswer']; stock: Schemas['StockView'] }) {
  const words = O.stock;
  const [params] = useSearchParams();
  const tab = params.get('tab') === 'history' ? 'history' : 'ledger';
  const address = routes.stock.replace(':id', product.id);
  return (
    <>
      <div className="page-head">
        <div className="row">
          <Title title={words.title(product.name)}>{words.title(product.name)}</Title>
          {stock.available === 0 ? <Badge tone="bad">{words.out}</Badge> : stock.available <= stock.lowStockThreshold && <Badge tone="warn">{words.low}</Badge>}
        </div>
        <Link href={`${routes.products}/${product.id}`} className="button button-quiet button-s">{words.toProduct}</Link>
      </div>
      <dl className="figures">
        {figures.map(name => <Figure key={name} label={words.figures[name]} main={name === 'available'}>{number(stock[name])}</Figure>)}
      </dl>
      {product.active && (
        <div className="stock-forms">
          <ReceiveForm id={product.id} />
          <AdjustForm id={product.id} available={stock.available} />
          <KeepForm stock={stock} />
        </div>
      )}
      <nav className="tabs" aria-label={words.parts}>
        <Link className="tab" href={address} replace aria-current={tab === 'ledger' ? 'page' : undefined}>{words.ledger}</Link>
        <Link className="tab" href={`${address}?tab=history`} replace aria-current={tab === 'history' ? 'page' : undefined}>{words.history}</Link>
      </nav>
      {tab === 'ledger' ? (
        <Ledger stock={stock} />
      ) : (
        <HistoryTable label={words.history} of={['stockHistory', product.id, stock.version]} fetch={query => api.GET('/api/v1/products/{id}/stock/history', { params: { path: { id: product.id }, query } })} />
      )}
    </>
  );
}
