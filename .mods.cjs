require('reflect-metadata');
const t0=process.cpuUsage();
for (const m of process.argv.slice(2)) require(m);
const u=process.cpuUsage(t0);
console.log(process.argv.slice(2).join(' '), Object.keys(require.cache).length, 'modules', ((u.user+u.system)/1e6).toFixed(2),'s cpu');
