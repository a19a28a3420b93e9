package org.kinoroute.api.systems;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;

/**
 * What came with a multipart request.
 *
 * @param fields by name
 * @param files uploaded, by the name under which the intake knows them, in their order
 * @param folder in which they lie, and nothing else
 */
public record Parts(ObjectNode fields, Map<String, Path> files, Path folder) {}
