export { ingress } from './ingress.ts';
export { serviceMonitor } from './service-monitor.ts';
export { service } from './service.ts';
