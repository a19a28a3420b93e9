/**
 * What people bring along and choose from: files in buckets, backgrounds and music, each with its owner. Files are checked
 * by the room that knows media, on the routes; here is who may see what, and where it lies.
 */
package org.kinoroute.library;
