import moment from 'moment-timezone';
import { expect, test } from 'vitest';
import { cron } from '../src/schedule/cron.ts';
import { timeZone, timeZones } from '../src/schedule/time-zone.ts';

// Verdicts of robfig/cron v3.0.1, `ParseStandard`, which Kubernetes validates schedules with.
test.each([
  '* * * * *',
  '0 3 * * *',
  ' 0  3 * * *\t',
  '? ? ? ? ?',
  '0 0 ?/2 * *',
  '5/15 * * * *',
  '*/70 * * * *',
  '5/100 * * * *',
  '1-5/2 * * * *',
  '0,30 * * * *',
  '05 * * * *',
  '0 0 * JAN *',
  '0 0 * jan-mar *',
  '* * * * sun-sat',
  '* * * * SUN,tue',
  '* * * * 0',
  '0 0 31 2 mon',
])('Kubernetes takes the schedule %j', (schedule) => {
  expect(cron.safeParse(schedule).success).toBe(true);
});

test.each([
  '* * * * 7',
  '* * * * mon-7',
  '* * * * L',
  '* * L * *',
  '0 0 1W * *',
  '0 0 * * 1#2',
  '* * * janu *',
  '* * * january *',
  '0 24 * * *',
  '60 * * * *',
  '* * 0 * *',
  '* * * 13 *',
  '*/0 * * * *',
  '5-1 * * * *',
  '1-2-3 * * * *',
  '1/2/3 * * * *',
  '-5 * * * *',
  '1-5/x * * * *',
  '0 0 0 * * *',
  '0 0 * *',
  '',
  'TZ=UTC 0 0 * * *',
])('Kubernetes refuses the schedule %j', (schedule) => {
  expect(cron.safeParse(schedule).success).toBe(false);
});

test.each(['@daily', '@every 1h'])('%j is no five fields', (schedule) => {
  expect(cron.safeParse(schedule).success).toBe(false);
});

test.each(['0 0 30 2 *', '0 0 31 4,6,9,11 *', '0 0 31 feb ?'])('the schedule %j, which never comes', (schedule) => {
  expect(cron.safeParse(schedule).error?.issues[0]?.message).toBe('a schedule with a day that exists');
});

test.each(['0 0 29 2 *', '0 0 31 4 mon'])('the schedule %j, which comes now and then', (schedule) => {
  expect(cron.safeParse(schedule).success).toBe(true);
});

// Verdicts of Go's `time.LoadLocation` over its tzdata.
test.each(['Europe/Berlin', 'UTC', 'Etc/UTC', 'EST', 'Asia/Calcutta', 'Asia/Kolkata', 'Europe/Kyiv', 'US/Pacific'])(
  'Kubernetes knows the time zone %s',
  (zone) => {
    expect(timeZone.safeParse(zone).success).toBe(true);
  },
);

test.each(['europe/berlin', 'utc', 'EUROPE/BERLIN', 'Europe', 'Local', '', '../etc/passwd', 'US/Pacific-New'])(
  'Kubernetes knows no time zone %j',
  (zone) => {
    expect(timeZone.safeParse(zone).success).toBe(false);
  },
);

test('a time zone that is almost right is named in its exact spelling', () => {
  expect(timeZone.safeParse('europe/berlin').error?.issues[0]?.message).toBe(
    'an IANA time zone in its exact spelling, such as Europe/Berlin',
  );
});

test('the time zones are those of the IANA database, links included', () => {
  expect(timeZones().toSorted()).toEqual(moment.tz.names().toSorted());
});
