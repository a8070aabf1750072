import { api } from '../../api/client';
import { ExportButton } from '../parts/ExportButton';

/** Saves all products as a file that can be imported again. */
export const ExportProducts = () => <ExportButton name="products.csv" fetch={() => api.GET('/api/v1/products/export', { parseAs: 'blob' })} />;
