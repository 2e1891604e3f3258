// Which instruction sets the processor has, for the kernels' dispatch.
//
// Highway's library has these two functions too, but it also times the processor's clock when it is loaded,
// which costs four milliseconds of every start. So only its headers are used, and the functions are here.
#include <hwy/targets.h>

namespace hwy {

int64_t SupportedTargets() {
  int64_t targets = HWY_STATIC_TARGET;  // what the compiler may use everywhere
#if HWY_ARCH_X86
  __builtin_cpu_init();
  const bool has_sse4 = __builtin_cpu_supports("sse4.1") && __builtin_cpu_supports("sse4.2") &&
                        __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("aes");
  const bool has_avx2 = has_sse4 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                        __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                        __builtin_cpu_supports("lzcnt") && __builtin_cpu_supports("f16c");
  const bool has_avx3 = has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
                        __builtin_cpu_supports("avx512cd");
  if (__builtin_cpu_supports("ssse3")) targets |= HWY_SSSE3;
  if (has_sse4) targets |= HWY_SSE4;
  if (has_avx2) targets |= HWY_AVX2;
  if (has_avx3) targets |= HWY_AVX3;
#endif
  return targets;
}

ChosenTarget& GetChosenTarget() {
  static ChosenTarget chosen;
  return chosen;
}

}  // namespace hwy
