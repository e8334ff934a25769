export { insightRoutes } from './insights.routes.js'
export { workbenchService, type WorkbenchSources } from './workbench.service.js'
