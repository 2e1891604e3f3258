#include "runtime/machine/kernels.h"

// Highway compiles this file once for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "runtime/machine/kernels.cpp"
#include <hwy/foreach_target.h>
// (foreach_target.h must come first)
#include <hwy/highway.h>

#include <cstring>

HWY_BEFORE_NAMESPACE();
namespace precept::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// The bits of a mask, moved to their place in a word of 64 rows.
template <class D, class M>
HWY_INLINE void put_bits(D d, M mask, std::size_t at, std::uint64_t& word) {
  alignas(8) std::uint8_t bytes[hn::MaxLanes(d) < 64 ? 8 : hn::MaxLanes(d) / 8] = {};
  hn::StoreMaskBits(d, mask, bytes);
  std::uint64_t bits;
  std::memcpy(&bits, bytes, sizeof bits);
  word |= bits << at;
}

/// Runs `compare(index, yes, no)` over the lanes of 64 rows from `first` on.
template <class D, class Compare>
HWY_INLINE void scan_word(D d, std::size_t word, const TruthSlot& out, Compare compare) {
  std::uint64_t yes_bits = 0, no_bits = 0;
  for (std::size_t at = 0; at < 64; at += hn::Lanes(d)) {
    hn::Mask<D> yes, no;
    compare(at, yes, no);
    put_bits(d, yes, at, yes_bits);
    put_bits(d, no, at, no_bits);
  }
  out.yes[word] = yes_bits;
  out.no[word] = no_bits;
}

/// Runs `compare(a, b, yes, no)` on vectors of both operands. Nothing is read past the last row.
template <class T, class Compare>
HWY_INLINE void scan(const T* a, const T* b, std::size_t rows, TruthSlot out, Compare compare) {
  const hn::CappedTag<T, 64> d;
  auto word_from = [&](const T* x, const T* y, std::size_t word) {
    scan_word(d, word, out, [&](std::size_t at, hn::Mask<decltype(d)>& yes, hn::Mask<decltype(d)>& no) {
      compare(d, hn::LoadU(d, x + at), hn::LoadU(d, y + at), yes, no);
    });
  };
  const std::size_t whole = rows / 64;
  for (std::size_t word = 0; word < whole; ++word) word_from(a + word * 64, b + word * 64, word);
  const std::size_t left = rows % 64;
  if (left == 0) return;
  alignas(64) T last_a[64] = {}, last_b[64] = {};
  std::memcpy(last_a, a + whole * 64, left * sizeof(T));
  std::memcpy(last_b, b + whole * 64, left * sizeof(T));
  word_from(last_a, last_b, whole);
  out.yes[whole] &= rows_in_word(left, 0);
  out.no[whole] &= rows_in_word(left, 0);
}

template <class T>
void is(const T* a, std::size_t rows, T constant, TruthSlot out) {
  scan(a, a, rows, out, [&](auto d, auto x, auto, auto& yes, auto& no) {
    yes = hn::Eq(x, hn::Set(d, constant));
    no = hn::Not(hn::Or(yes, hn::Eq(x, hn::Set(d, T{kUnknown}))));
  });
}

template <class T>
void equal(const T* a, const T* b, std::size_t rows, TruthSlot out) {
  scan(a, b, rows, out, [](auto d, auto x, auto y, auto& yes, auto& no) {
    const auto unknown = hn::Set(d, T{kUnknown});
    const auto either = hn::Or(hn::Eq(x, unknown), hn::Eq(y, unknown));
    yes = hn::AndNot(either, hn::Eq(x, y));
    no = hn::Not(hn::Or(either, yes));
  });
}

template <class T>
void less(const T* a, const T* b, std::size_t rows, TruthSlot out) {
  scan(a, b, rows, out, [](auto d, auto x, auto y, auto& yes, auto& no) {
    const auto none = hn::Set(d, T{kNone});
    // Where the lesser code is known, the greater one is known too: none and unknown are negative.
    yes = hn::And(hn::Lt(x, y), hn::Gt(x, none));
    no = hn::And(hn::Not(hn::Lt(x, y)), hn::Gt(y, none));
  });
}

template <class T>
void given(const T* a, std::size_t rows, TruthSlot out) {
  scan(a, a, rows, out, [](auto d, auto x, auto, auto& yes, auto& no) {
    const auto none = hn::Set(d, T{kNone});
    yes = hn::Gt(x, none);
    no = hn::Eq(x, none);
  });
}

template <class T>
void truth_of(const T* a, std::size_t rows, TruthSlot out) {
  scan(a, a, rows, out, [](auto d, auto x, auto, auto& yes, auto& no) {
    yes = hn::Eq(x, hn::Set(d, T{1}));
    no = hn::Eq(x, hn::Zero(d));
  });
}

/// Whether both sets are known: no bit is set above those of the members.
template <class D, class V>
HWY_INLINE hn::Mask<D> both_known(D d, V x, V y) {
  return hn::Eq(hn::ShiftRight<kMaxSetMembers>(hn::Or(x, y)), hn::Zero(d));
}

void equal_sets_64(const std::uint64_t* a, const std::uint64_t* b, std::size_t rows, TruthSlot out) {
  scan(a, b, rows, out, [](auto d, auto x, auto y, auto& yes, auto& no) {
    const auto unknown = hn::Set(d, kUnknownSet);
    const auto known = hn::Eq(hn::And(hn::Or(x, y), unknown), hn::Zero(d));
    yes = hn::And(known, hn::Eq(x, y));
    no = hn::AndNot(yes, known);
  });
}

void subset_64(const std::uint64_t* a, const std::uint64_t* b, std::size_t rows, TruthSlot out) {
  scan(a, b, rows, out, [](auto d, auto x, auto y, auto& yes, auto& no) {
    const auto known = both_known(d, x, y);
    yes = hn::And(known, hn::Eq(hn::AndNot(y, x), hn::Zero(d)));
    no = hn::AndNot(yes, known);
  });
}

void overlaps_64(const std::uint64_t* a, const std::uint64_t* b, std::size_t rows, TruthSlot out) {
  scan(a, b, rows, out, [](auto d, auto x, auto y, auto& yes, auto& no) {
    const auto known = both_known(d, x, y);
    no = hn::And(known, hn::Eq(hn::And(x, y), hn::Zero(d)));
    yes = hn::AndNot(no, known);
  });
}

void has_32(const std::uint64_t* sets, const std::int32_t* codes, std::size_t rows, TruthSlot out) {
  const hn::CappedTag<std::uint64_t, 64> d;
  const hn::RebindToSigned<decltype(d)> signed_d;
  const hn::Rebind<std::int32_t, decltype(d)> code_d;
  auto word_from = [&](const std::uint64_t* set, const std::int32_t* code, std::size_t word) {
    scan_word(d, word, out, [&](std::size_t at, hn::Mask<decltype(d)>& yes, hn::Mask<decltype(d)>& no) {
      const auto s = hn::LoadU(d, set + at);
      const auto c = hn::PromoteTo(signed_d, hn::LoadU(code_d, code + at));
      const auto known = both_known(d, s, s);
      const auto bit = hn::And(hn::Shr(s, hn::And(hn::BitCast(d, c), hn::Set(d, 63))), hn::Set(d, 1));
      const auto unknown_code = hn::RebindMask(d, hn::Eq(c, hn::Set(signed_d, std::int64_t{kUnknown})));
      const auto known_code = hn::RebindMask(d, hn::Gt(c, hn::Set(signed_d, std::int64_t{kNone})));
      yes = hn::And(hn::And(known, known_code), hn::Ne(bit, hn::Zero(d)));
      no = hn::AndNot(hn::Or(yes, unknown_code), known);
    });
  };
  const std::size_t whole = rows / 64;
  for (std::size_t word = 0; word < whole; ++word) word_from(sets + word * 64, codes + word * 64, word);
  const std::size_t left = rows % 64;
  if (left == 0) return;
  std::uint64_t last_sets[64] = {};
  std::int32_t last_codes[64] = {};
  std::memcpy(last_sets, sets + whole * 64, left * sizeof last_sets[0]);
  std::memcpy(last_codes, codes + whole * 64, left * sizeof last_codes[0]);
  word_from(last_sets, last_codes, whole);
  out.yes[whole] &= rows_in_word(left, 0);
  out.no[whole] &= rows_in_word(left, 0);
}

void is_8(const std::int8_t* a, std::size_t rows, std::int8_t constant, TruthSlot out) {
  is(a, rows, constant, out);
}
void is_32(const std::int32_t* a, std::size_t rows, std::int32_t constant, TruthSlot out) {
  is(a, rows, constant, out);
}
void equal_8(const std::int8_t* a, const std::int8_t* b, std::size_t rows, TruthSlot out) {
  equal(a, b, rows, out);
}
void equal_32(const std::int32_t* a, const std::int32_t* b, std::size_t rows, TruthSlot out) {
  equal(a, b, rows, out);
}
void less_8(const std::int8_t* a, const std::int8_t* b, std::size_t rows, TruthSlot out) {
  less(a, b, rows, out);
}
void less_32(const std::int32_t* a, const std::int32_t* b, std::size_t rows, TruthSlot out) {
  less(a, b, rows, out);
}
void given_8(const std::int8_t* a, std::size_t rows, TruthSlot out) {
  given(a, rows, out);
}
void given_32(const std::int32_t* a, std::size_t rows, TruthSlot out) {
  given(a, rows, out);
}
void truth_of_8(const std::int8_t* a, std::size_t rows, TruthSlot out) {
  truth_of(a, rows, out);
}
void truth_of_32(const std::int32_t* a, std::size_t rows, TruthSlot out) {
  truth_of(a, rows, out);
}

void is_in_8(const std::int8_t* a, std::size_t rows, std::uint64_t mask, TruthSlot out) {
#if HWY_TARGET == HWY_SCALAR
  // A target with one lane has no look-up table of 16 bytes.
  fill_truth(out, rows, [=](std::size_t row) { return in_mask(a[row], mask); });
#else
  // Two look-ups: byte a / 8 of the mask, then bit a % 8 of it. A negative code finds byte 15, which is 0.
  alignas(16) std::uint8_t bytes[16] = {};
  std::memcpy(bytes, &mask, sizeof mask);
  alignas(16) static constexpr std::uint8_t kBits[16] = {1, 2, 4, 8, 16, 32, 64, 128,
                                                         1, 2, 4, 8, 16, 32, 64, 128};
  scan(a, a, rows, out, [&](auto d, auto x, auto, auto& yes, auto& no) {
    const hn::RebindToUnsigned<decltype(d)> du;
    const auto ux = hn::BitCast(du, x);
    const auto high = hn::And(hn::ShiftRight<3>(ux), hn::Set(du, std::uint8_t{15}));
    const auto byte = hn::TableLookupBytes(hn::LoadDup128(du, bytes), high);
    const auto bit =
        hn::TableLookupBytes(hn::LoadDup128(du, kBits), hn::And(ux, hn::Set(du, std::uint8_t{7})));
    const auto hit = hn::BitCast(d, hn::And(byte, bit));
    yes = hn::Ne(hit, hn::Zero(d));
    no = hn::Not(hn::Or(yes, hn::Eq(x, hn::Set(d, std::int8_t{kUnknown}))));
  });
#endif
}

void join_planes_any(const std::uint64_t* low, const std::uint64_t* middle, const std::uint64_t* high,
                     std::size_t words, std::uint8_t* out) {
  const hn::CappedTag<std::uint8_t, 64> d;
  auto plane = [&](std::uint64_t bits, std::size_t at, std::uint8_t value) {
    // At least 8 bytes: LoadMaskBits may read that many.
    alignas(8) std::uint8_t bytes[8];
    bits >>= at;
    std::memcpy(bytes, &bits, sizeof bits);
    return hn::IfThenElseZero(hn::LoadMaskBits(d, bytes), hn::Set(d, value));
  };
  for (std::size_t word = 0; word < words; ++word) {
    for (std::size_t at = 0; at < 64; at += hn::Lanes(d)) {
      const auto value =
          hn::Or(hn::Or(plane(low[word], at, 1), plane(middle[word], at, 2)), plane(high[word], at, 4));
      hn::StoreU(value, d, out + word * 64 + at);
    }
  }
}

}  // namespace precept::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace precept::kernels {

HWY_EXPORT(is_8);
HWY_EXPORT(is_32);
HWY_EXPORT(is_in_8);
HWY_EXPORT(equal_8);
HWY_EXPORT(equal_32);
HWY_EXPORT(less_8);
HWY_EXPORT(less_32);
HWY_EXPORT(given_8);
HWY_EXPORT(given_32);
HWY_EXPORT(truth_of_8);
HWY_EXPORT(truth_of_32);
HWY_EXPORT(equal_sets_64);
HWY_EXPORT(subset_64);
HWY_EXPORT(overlaps_64);
HWY_EXPORT(has_32);
HWY_EXPORT(join_planes_any);

void is(const std::int8_t* a, std::size_t rows, std::int8_t constant, TruthSlot out) {
  HWY_DYNAMIC_DISPATCH(is_8)(a, rows, constant, out);
}
void is(const std::int32_t* a, std::size_t rows, std::int32_t constant, TruthSlot out) {
  HWY_DYNAMIC_DISPATCH(is_32)(a, rows, constant, out);
}
void is_in(const std::int8_t* a, std::size_t rows, std::uint64_t mask, TruthSlot out) {
  HWY_DYNAMIC_DISPATCH(is_in_8)(a, rows, mask, out);
}
void is_in(const std::int32_t* a, std::size_t rows, std::uint64_t mask, TruthSlot out) {
  // Only enums too large for a mask have codes this wide, so this is rare.
  fill_truth(out, rows, [=](std::size_t row) { return in_mask(a[row], mask); });
}
void equal(const std::int8_t* a, const std::int8_t* b, std::size_t rows, TruthSlot out) {
  HWY_DYNAMIC_DISPATCH(equal_8)(a, b, rows, out);
}
void equal(const std::int32_t* a, const std::int32_t* b, std::size_t rows, TruthSlot out) {
  HWY_DYNAMIC_DISPATCH(equal_32)(a, b, rows, out);
}
void less(const std::int8_t* a, const std::int8_t* b, std::size_t rows, TruthSlot out) {
  HWY_DYNAMIC_DISPATCH(less_8)(a, b, rows, out);
}
void less(const std::int32_t* a, const std::int32_t* b, std::size_t rows, TruthSlot out) {
  HWY_DYNAMIC_DISPATCH(less_32)(a, b, rows, out);
}
void given(const std::int8_t* a, std::size_t rows, TruthSlot out) {
  HWY_DYNAMIC_DISPATCH(given_8)(a, rows, out);
}
void given(const std::int32_t* a, std::size_t rows, TruthSlot out) {
  HWY_DYNAMIC_DISPATCH(given_32)(a, rows, out);
}
void truth_of(const std::int8_t* a, std::size_t rows, TruthSlot out) {
  HWY_DYNAMIC_DISPATCH(truth_of_8)(a, rows, out);
}
void truth_of(const std::int32_t* a, std::size_t rows, TruthSlot out) {
  HWY_DYNAMIC_DISPATCH(truth_of_32)(a, rows, out);
}
void equal_sets(const std::uint64_t* a, const std::uint64_t* b, std::size_t rows, TruthSlot out) {
  HWY_DYNAMIC_DISPATCH(equal_sets_64)(a, b, rows, out);
}
void subset(const std::uint64_t* a, const std::uint64_t* b, std::size_t rows, TruthSlot out) {
  HWY_DYNAMIC_DISPATCH(subset_64)(a, b, rows, out);
}
void overlaps(const std::uint64_t* a, const std::uint64_t* b, std::size_t rows, TruthSlot out) {
  HWY_DYNAMIC_DISPATCH(overlaps_64)(a, b, rows, out);
}
void has(const std::uint64_t* sets, const std::int32_t* codes, std::size_t rows, TruthSlot out) {
  HWY_DYNAMIC_DISPATCH(has_32)(sets, codes, rows, out);
}
void join_planes(const std::uint64_t* low, const std::uint64_t* middle, const std::uint64_t* high,
                 std::size_t words, std::uint8_t* out) {
  HWY_DYNAMIC_DISPATCH(join_planes_any)(low, middle, high, words, out);
}

}  // namespace precept::kernels
#endif
