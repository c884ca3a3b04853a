package io.changeover.orchestrator.plan.yaml;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The content of a file as a tree, with the place of everything in it.
 *
 * @param values where the value at a JSON Pointer starts
 * @param keys where the key that leads to the value at a JSON Pointer starts
 * @param written how a value that is no text was written, by JSON Pointer
 * @param unresolved JSON Pointers to values that are not known, which is told already
 * @param untyped JSON Pointers to texts that were given for a parameter without default: they may
 *     stand for a number
 */
record Document(
    JsonNode root,
    Map<String, Place> values,
    Map<String, Place> keys,
    Map<String, String> written,
    Set<String> unresolved,
    Set<String> untyped) {

  /** Where a value stands; the nearest known place above it when it was not written itself. */
  Place valueAt(String pointer) {
    return nearest(values, pointer);
  }

  /** Where the key of a value stands. */
  Place keyAt(String pointer) {
    Place place = keys.get(pointer);
    return place == null ? valueAt(pointer) : place;
  }

  Document withRoot(JsonNode changed) {
    return new Document(changed, values, keys, written, unresolved, untyped);
  }

  private static Place nearest(Map<String, Place> places, String pointer) {
    String at = pointer;
    while (!places.containsKey(at) && !at.isEmpty()) {
      at = at.substring(0, at.lastIndexOf('/'));
    }
    return places.getOrDefault(at, Place.START);
  }

  /** The pointer to a member of an object. */
  static String member(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** The pointer to an element of an array. */
  static String element(String pointer, int index) {
    return pointer + "/" + index;
  }
}
