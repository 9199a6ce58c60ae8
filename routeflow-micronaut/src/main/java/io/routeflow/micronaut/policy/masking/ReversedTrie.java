package io.routeflow.micronaut.policy.masking;

import java.util.Arrays;

/**
 * Words, each reachable from its last letter to its first. Read backwards, one structure answers
 * both whether a text is one of the words and whether a word ends at a place in a longer text; most
 * texts differ after two or three letters. Children are linked lists in arrays, so its size is that
 * of the words and a look-up allocates nothing. Safe for concurrent readers once built and
 * published.
 */
final class ReversedTrie {

  static final int ROOT = 0;
  static final int NONE = -1;

  private static final int FIRST_CAPACITY = 256;
  private static final int ASCII = 128;

  /** The children of the root by letter: the first step is the one that has most to choose from. */
  private final int[] lastLetters = new int[ASCII];

  private char[] labels = new char[FIRST_CAPACITY];
  private int[] firstChildren = new int[FIRST_CAPACITY];
  private int[] nextSiblings = new int[FIRST_CAPACITY];
  private boolean[] words = new boolean[FIRST_CAPACITY];
  private int size = 1;

  ReversedTrie() {
    firstChildren[ROOT] = NONE;
    Arrays.fill(lastLetters, NONE);
  }

  /** Adds a word; one without letters is ignored. */
  void add(CharSequence word) {
    int node = ROOT;
    for (int i = word.length() - 1; i >= 0; i--) {
      int child = child(node, word.charAt(i));
      node = child == NONE ? addChild(node, word.charAt(i)) : child;
    }
    words[node] = node != ROOT;
  }

  /** The node one letter further to the front, or {@link #NONE}. */
  int child(int node, char letter) {
    if (node == ROOT && letter < ASCII) {
      return lastLetters[letter];
    }
    for (int child = firstChildren[node]; child != NONE; child = nextSiblings[child]) {
      if (labels[child] == letter) {
        return child;
      }
    }
    return NONE;
  }

  /** Whether the letters up to this node are a whole word. */
  boolean isWord(int node) {
    return node != NONE && words[node];
  }

  private int addChild(int parent, char letter) {
    if (size == labels.length) {
      labels = Arrays.copyOf(labels, size * 2);
      firstChildren = Arrays.copyOf(firstChildren, size * 2);
      nextSiblings = Arrays.copyOf(nextSiblings, size * 2);
      words = Arrays.copyOf(words, size * 2);
    }
    labels[size] = letter;
    firstChildren[size] = NONE;
    nextSiblings[size] = firstChildren[parent];
    firstChildren[parent] = size;
    if (parent == ROOT && letter < ASCII) {
      lastLetters[letter] = size;
    }
    return size++;
  }
}
