/**
 * What an operator sees and does (MBeans, metrics, health, log, traces); and the house is kept: what is old or too much
 * goes, what is forsaken is driven on.
 */
package org.kinoroute.ops;
