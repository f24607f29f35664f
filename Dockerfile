# Liggare as one image: built in one stage, run in another by a user who is nobody in particular. All it writes is
# under /data, so that its root file system can be read-only (docs/how-to/containers.md).
FROM node:22-bookworm-slim AS built
WORKDIR /liggare
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY .swcrc ./
COPY scripts/build.mjs scripts/bundle.mjs scripts/compile.mjs scripts/files.mjs scripts/npm.mjs ./scripts/
COPY src ./src
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
WORKDIR /liggare
COPY --from=built /liggare/package.json ./
COPY --from=built /liggare/node_modules ./node_modules
COPY --from=built /liggare/dist ./dist
COPY reference-data ./reference-data
RUN mkdir /data && chown node:node /data && chmod 700 /data
ENV NODE_ENV=production LIGGARE_DATA=/data LIGGARE_HOST=0.0.0.0
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["node", "-e", \
  "fetch('http://127.0.0.1:8080/health/live').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The flags are those of `npm start`.
ENTRYPOINT ["node", "--max-old-space-size=512", "--max-semi-space-size=4", "--heap-growing-percent=20", \
  "--v8-pool-size=0", "--max-inlined-bytecode-size-cumulative=300", "dist/cli/main.js"]
CMD ["serve"]
