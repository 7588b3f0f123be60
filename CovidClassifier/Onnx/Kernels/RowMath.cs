using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CovidClassifier.Onnx.Kernels;

/// <summary>Arithmetic on rows of channels.</summary>
internal static class RowMath
{
    /// <summary>sum += a b, element by element.</summary>
    public static void MultiplyAdd(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> sum)
    {
        ref float first = ref MemoryMarshal.GetReference(a);
        ref float second = ref MemoryMarshal.GetReference(b[..a.Length]);
        ref float target = ref MemoryMarshal.GetReference(sum[..a.Length]);
        int i = 0;
        for (; i <= a.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Vector256<float> product = Vector256.LoadUnsafe(ref first, (nuint)i) * Vector256.LoadUnsafe(ref second, (nuint)i);
            (Vector256.LoadUnsafe(ref target, (nuint)i) + product).StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < a.Length; i++)
        {
            sum[i] += a[i] * b[i];
        }
    }
}
