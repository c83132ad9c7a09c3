// Loaded before a command (NODE_OPTIONS=--import): its wall clock is two minutes ahead.
const aheadMs = 120_000;
const trueNow = Date.now;
Date.now = () => trueNow() + aheadMs;
