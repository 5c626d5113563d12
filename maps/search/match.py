"""The loops of the search, compiled: words by their beginning, words within a typing error, entries scored.

The vocabulary is sorted, so every beginning is a range of it and the whole is a trie that needs no
pointers: a misspelt word is looked for by walking it with an error to spare, which costs what the word is
long, not what the vocabulary holds."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from maps.region.native import long, native, read, written
from maps.search.store import STARTS, WEAK, WORD_BITS

MOST_WORDS = 12
"""of a query that are looked at"""
MOST_TYPO_RANGES = 192

_BYTES, _U4, _I8, _F4, _U2 = read("uint8"), read("uint32"), read("int64"), read("float32"), read("uint16")
_STARTS, _WEAK, _WORD = long(STARTS), long(WEAK), long(WORD_BITS)


@native(_BYTES, _U4, "int64", "int64", "int64", "int64")
def narrow_low(words: Any, at: Any, low: Any, high: Any, depth: Any, letter: Any) -> int:
    """Of words[low:high], which begin alike for `depth` bytes: the first whose next byte is >= `letter`."""
    while low < high:
        middle = (low + high) // 2
        place = long(at[middle]) + depth
        byte = long(words[place]) if place < at[middle + 1] else long(-1)
        if byte < letter:
            low = middle + 1
        else:
            high = middle
    return int(low)


@native(_BYTES, _U4, _BYTES)
def begins_with(words: Any, at: Any, key: Any) -> tuple[int, int, int]:
    """The words that begin with `key` are words[first:last]; `exact`: 1 when the first is the key itself."""
    low, high = long(0), long(len(at) - 1)
    for depth in range(len(key)):
        low = narrow_low(words, at, low, high, depth, long(key[depth]))
        high = narrow_low(words, at, low, high, depth, long(key[depth]) + 1)
        if low >= high:
            return low, low, long(0)
    exact = long(1) if low < high and at[low + 1] - at[low] == len(key) else long(0)
    return low, high, exact


@native(numba.types.Array(numba.types.int64, 2, "C"), "int64", "int64", "int64", "int64", "int64", "int64")
def put(stack: Any, top: Any, i: Any, depth: Any, low: Any, high: Any, edits: Any) -> int:
    """Note a state of the walk."""
    stack[top, 0], stack[top, 1], stack[top, 2], stack[top, 3], stack[top, 4] = i, depth, low, high, edits
    return 0


@native(_BYTES, _U4, _BYTES, "int64", written("int64"), written("int64"), written("int64"))
def near_words(words: Any, at: Any, key: Any, most: Any, out_low: Any, out_high: Any, out_edits: Any) -> int:
    """Ranges of words of which some beginning is within `most` errors of `key`; gives how many. `out_edits`
    is the errors plus eight times the length of that beginning.

    A letter missing, added, wrong, or two neighbours swapped counts one each (optimal string alignment).
    """
    size = len(key)
    room = 4096
    stack = np.empty((room, 5), dtype=np.int64)
    stack[0, 0], stack[0, 1], stack[0, 2], stack[0, 3], stack[0, 4] = 0, 0, 0, len(at) - 1, 0
    top = 1
    found = 0
    while top > 0:
        top -= 1
        i, depth, low, high, edits = stack[top, 0], stack[top, 1], stack[top, 2], stack[top, 3], stack[top, 4]
        # The rest as it is typed, in one go.
        if edits == most:
            while i < size and low < high:
                low = narrow_low(words, at, low, high, depth, long(key[i]))
                high = narrow_low(words, at, low, high, depth, long(key[i]) + 1)
                i += 1
                depth += 1
            if low < high and found < len(out_low):
                out_low[found], out_high[found], out_edits[found] = low, high, edits + 8 * depth
                found += 1
            continue
        if i == size:
            if found < len(out_low):
                out_low[found], out_high[found], out_edits[found] = low, high, edits + 8 * depth
                found += 1
            continue
        if top + 96 >= room:
            continue
        letter = long(key[i])
        # A letter too many.
        put(
            stack,
            top,
            i + 1,
            depth,
            low,
            high,
            edits + 1,
        )
        top += 1
        if i + 1 < size and key[i + 1] != key[i]:
            first = narrow_low(words, at, low, high, depth, long(key[i + 1]))
            last = narrow_low(words, at, first, high, depth, long(key[i + 1]) + 1)
            if first < last:
                second = narrow_low(words, at, first, last, depth + 1, letter)
                last = narrow_low(words, at, second, last, depth + 1, letter + 1)
                if second < last:
                    put(stack, top, i + 2, depth + 2, second, last, edits + 1)
                    top += 1
        begin = low
        while begin < high:
            place = long(at[begin]) + depth
            if place >= at[begin + 1]:
                begin += 1
                continue
            other = long(words[place])
            end = narrow_low(words, at, begin, high, depth, other + 1)
            if other == letter:
                put(
                    stack,
                    top,
                    i + 1,
                    depth + 1,
                    begin,
                    end,
                    edits,
                )
                top += 1
            else:
                # A wrong letter.
                put(
                    stack,
                    top,
                    i + 1,
                    depth + 1,
                    begin,
                    end,
                    edits + 1,
                )
                top += 1
            # A letter missing.
            if i > 0 or other != letter:
                put(
                    stack,
                    top,
                    i,
                    depth + 1,
                    begin,
                    end,
                    edits + 1,
                )
                top += 1
            if top + 8 >= room:
                break
            begin = end
    return found


@native(_I8, _I8, _U4, _U4, _U4, _U2, "int64", "int64", written("uint32"))
def gather(
    low: Any,
    high: Any,
    post_begin: Any,
    post_entry: Any,
    surroundings: Any,
    around_mask: Any,
    all_up_to: Any,
    threshold: Any,
    out: Any,
) -> int:
    """Entries that have one of the words low[k]:high[k] in a name: all where they are few, else those before
    `threshold` and those in surroundings that a word of the query names; gives how many."""
    count = 0
    total = long(0)
    for k in range(len(low)):
        total += long(post_begin[high[k]]) - long(post_begin[low[k]])
    everything = total <= all_up_to
    for k in range(len(low)):
        for p in range(post_begin[low[k]], post_begin[high[k]]):
            entry = post_entry[p]
            if everything or entry < threshold or around_mask[surroundings[entry]] != 0:
                out[count] = entry
                count += 1
                if count == len(out):
                    return count
    return count


@native(
    _U4, _U4, _U4, _I8, _U4, _U4, _F4, _F4, _U4, _U2, _U2, _BYTES, _F4,
    written("float32"), written("float32"), written("uint16"), written("uint16"), written("uint8"),
)  # fmt: skip
def score(
    entries: Any,
    word_begin: Any,
    entry_word: Any,
    piece_begin: Any,
    piece_low: Any,
    piece_high: Any,
    piece_quality: Any,
    weight: Any,
    surroundings: Any,
    around_mask: Any,
    kind_mask: Any,
    category: Any,
    floor: Any,
    quality: Any,
    cover: Any,
    named: Any,
    matched: Any,
    begins: Any,
) -> int:
    """How well each of `entries` answers the words of a query.

    Word i of the query means the vocabulary's ranges piece_low:piece_high (which do not overlap), each with
    its quality, and weighs weight[i]. `quality` is the weighted mean over the words of the query, `cover`
    the part of the name that was typed, `named` and `matched` the words found in the name and anywhere,
    `begins` 1 when the name's first word was meant by the first word. A word that is found nowhere is worth
    floor[i]."""
    count = len(weight)
    all_weight = np.float32(0.0)
    for i in range(count):
        all_weight += weight[i]
    here = np.zeros(MOST_WORDS, dtype=np.float32)
    around = np.zeros(MOST_WORDS, dtype=np.float32)
    for c in range(len(entries)):
        entry = long(entries[c])
        in_around = long(around_mask[surroundings[entry]])
        in_kind = long(kind_mask[category[entry]])
        for i in range(count):
            around[i] = 0.8 if in_around >> i & 1 else 0.75 if in_kind >> i & 1 else -floor[i]
            here[i] = 0.0
        best = np.float32(-1.0)
        best_cover, best_named, best_matched, best_begins = np.float32(0.0), 0, 0, 0
        first, last = long(word_begin[entry]), long(word_begin[entry + 1])
        p = first
        while p < last:
            weak = long(entry_word[p]) & _WEAK
            total, hit, starts = 0, np.float32(0.0), 0
            name_begin = p
            while p < last and (p == name_begin or not (long(entry_word[p]) & _STARTS)):
                word = long(entry_word[p]) & _WORD
                total += 1
                most = np.float32(0.0)
                for i in range(count):
                    a, b = piece_begin[i], piece_begin[i + 1]
                    while a < b:
                        m = (a + b) // 2
                        if long(piece_high[m]) <= word:
                            a = m + 1
                        else:
                            b = m
                    if a < piece_begin[i + 1] and piece_low[a] <= word:
                        q = piece_quality[a]
                        if q > here[i]:
                            here[i] = q
                        if q > most:
                            most = q
                            if p == name_begin and i == 0:
                                starts = 1
                hit += most
                p += 1
            if hit > 0.0:
                sum_quality = np.float32(0.0)
                mask_named, mask_all = 0, 0
                for i in range(count):
                    q = here[i] * np.float32(0.8) if weak else here[i]
                    if q > 0.0:
                        mask_named |= 1 << i
                    if around[i] > q:
                        q = around[i]
                    if q > 0.0:
                        mask_all |= 1 << i
                    elif around[i] < 0.0:
                        q = -around[i]
                    sum_quality += weight[i] * q
                part = hit / total
                if weak:
                    part *= np.float32(0.5)
                value = sum_quality / all_weight + np.float32(0.1) * part
                if value > best:
                    best, best_cover = value, part
                    best_named, best_matched, best_begins = mask_named, mask_all, starts
            for i in range(count):
                here[i] = 0.0
        quality[c] = best - np.float32(0.1) * best_cover if best >= 0.0 else np.float32(-1.0)
        cover[c] = best_cover
        named[c], matched[c], begins[c] = best_named, best_matched, best_begins
    return 0


@native(_U4, _U4, _U4, "int64", "int64", "int64", _BYTES, _U4, written("uint8"))
def letters_after(
    entries: Any,
    word_begin: Any,
    entry_word: Any,
    low: Any,
    high: Any,
    depth: Any,
    words: Any,
    at: Any,
    out: Any,
) -> int:
    """Mark the bytes that follow `depth` ones in the words low:high that the entries have."""
    for c in range(len(entries)):
        for p in range(word_begin[entries[c]], word_begin[long(entries[c]) + 1]):
            word = long(entry_word[p]) & _WORD
            if low <= word < high:
                place = long(at[word]) + depth
                if place < at[word + 1]:
                    out[words[place]] = 1
    return 0


@native(_BYTES, _U4, "int64", "int64", "int64", written("uint8"))
def letters_of_range(words: Any, at: Any, low: Any, high: Any, depth: Any, out: Any) -> int:
    """The same for all words of a range."""
    while low < high:
        place = long(at[low]) + depth
        if place >= at[low + 1]:
            low += 1
            continue
        letter = long(words[place])
        out[letter] = 1
        low = narrow_low(words, at, low, high, depth, letter + 1)
    return 0


def key_of(word: str) -> NDArray[np.uint8]:
    """A folded word as the loops take it."""
    return np.frombuffer(word.encode(), dtype=np.uint8)
