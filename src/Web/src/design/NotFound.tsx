import { T } from '../texts';
import { ButtonLink } from './Button';
import { Icon } from './Icon';
import { Title } from './Title';

/** An address behind which there is nothing, or nothing for who asks. */
export function NotFound() {
  return (
    <div className="state">
      <Icon name="search" size={40} />
      <Title>{T.common.notFoundTitle}</Title>
      <p>{T.common.notFound}</p>
      <ButtonLink href="/" kind="quiet">{T.common.toHome}</ButtonLink>
    </div>
  );
}
