import { boot } from './app/boot';
import { beginFirst } from './shop/first';
import { Shop } from './shop/Shop';

beginFirst(window.location);
await boot(<Shop />);
