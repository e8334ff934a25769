# One image, three roles (ROLE: api, worker, all). No Docker engine was at hand when this was written: it has not been built.

FROM node:20-bookworm-slim AS build
WORKDIR /huike
COPY package.json package-lock.json .npmrc ./
COPY server/web/package.json server/web/package-lock.json server/web/.npmrc server/web/
COPY miniprogram/package.json miniprogram/package-lock.json miniprogram/.npmrc miniprogram/
RUN npm ci --no-audit --no-fund \
  && npm --prefix server/web ci --no-audit --no-fund \
  && npm --prefix miniprogram ci --no-audit --no-fund
COPY . .
RUN npx tsc -p tsconfig.build.json --noCheck \
  && npm --prefix server/web run build \
  && npm --prefix miniprogram run build:h5 \
  && npm prune --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /huike
COPY --from=build /huike/package.json ./
COPY --from=build /huike/node_modules node_modules
COPY --from=build /huike/dist dist
COPY --from=build /huike/server/web/dist server/web/dist
COPY --from=build /huike/miniprogram/dist miniprogram/dist
USER node
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The process stops in order on SIGTERM within 10 s; what is unfinished then is freed by its lease.
CMD ["node", "dist/server/main.js"]
