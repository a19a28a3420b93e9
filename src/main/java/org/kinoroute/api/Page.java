package org.kinoroute.api;

import java.util.List;

/**
 * A page of a list; answered as a bare array, with the rest in headers.
 *
 * @param items of the page
 * @param page from 0
 * @param size of a page
 * @param total items on all pages
 */
public record Page(List<?> items, int page, int size, long total) {

    public Page {
        items = List.copyOf(items);
    }

    /** Index of the last page that has something. */
    int last() {
        return (int) Math.max(0, (total - 1) / size);
    }
}
