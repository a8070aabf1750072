import { Admin } from './admin/Admin';
import { boot } from './app/boot';
import { loadOfficeTexts } from './texts/office';

await boot(<Admin />, loadOfficeTexts);
