/** What an operator sees and does (MBeans, metrics, health, log, traces), and housekeeping: what is old or too much goes. */
package org.kinoroute.ops;
