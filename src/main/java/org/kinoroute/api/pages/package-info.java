/** The addresses of the dashboard, and its files. */
package org.kinoroute.api.pages;
