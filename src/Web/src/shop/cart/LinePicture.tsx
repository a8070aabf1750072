import { Picture } from '../../design/Picture';
import { useProductBrief } from './productBrief';

/** The small picture beside a line; its place is there before it is. */
export function LinePicture({ productId }: { productId: string }) {
  const product = useProductBrief(productId);
  return <div className="line-picture">{product.data && <Picture product={product.data} />}</div>;
}
