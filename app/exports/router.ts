/** `telltale/router`: the pattern router and the routes it takes. One list, because a package has one door per name. */
export {
  type Params,
  type ParamTypes,
  type Query,
  type QueryValue,
  type Route,
  type RouteOptions,
  route,
} from '../http/route.ts';
export {
  createRouter,
  type Handler,
  type Match,
  type Method,
  type MethodEntry,
  type Methods,
  type Offers,
  type PatternRouter,
  type Representation,
  type RequestHead,
  type Resolution,
  type RouteCtx,
  type RouterOptions,
  type Unmatched,
  variants,
  type When,
} from '../http/router.ts';
