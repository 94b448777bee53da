export { AlarmTopic } from './alarm-topic.ts';
export { EnvironmentAlarms } from './environment-alarms.ts';
