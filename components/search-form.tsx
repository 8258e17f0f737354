import { SearchBox, type SearchBoxProps } from './search-box.tsx';

/** The search above a list: what was found is the part of the page with the id `found`. */
export function SearchForm(props: Pick<SearchBoxProps, 'href' | 'search' | 'label' | 'placeholder'>) {
  return (
    <search>
      <form class="search-form" method="get" action={props.href}>
        <SearchBox {...props} />
      </form>
    </search>
  );
}
