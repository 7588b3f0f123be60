using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CovidClassifier.Imaging.Deflate;

/// <summary>Repeats bytes that are unpacked already (RFC 1951, 2), sixteen at a time.</summary>
internal static unsafe class DeflateCopy
{
    private const int Step = 16;

    /// <summary>For each distance below 16: which of the bytes before are the next 16.</summary>
    private static ReadOnlySpan<byte> Repeated =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1,
        0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0,
        0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3,
        0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0,
        0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3,
        0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6, 0, 1,
        0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 6,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 1, 2, 3, 4,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 1, 2, 3,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0, 1, 2,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 0, 1,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0,
    ];

    /// <summary>For each distance below 16: the most bytes up to 16 after which it repeats itself again.</summary>
    private static ReadOnlySpan<byte> Steps => [16, 16, 16, 15, 16, 15, 12, 14, 16, 9, 10, 11, 12, 13, 14, 15];

    /// <summary>Repeats earlier bytes; writes up to 15 more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Repeat(byte* at, int distance, int length)
    {
        if (distance >= Step)
        {
            Vector128.Store(Vector128.Load(at - distance), at);
            for (int i = Step; i < length; i += Step)
            {
                Vector128.Store(Vector128.Load(at + i - distance), at + i);
            }

            return;
        }

        // no more bytes than are needed: those behind may still be on their way to memory
        Vector128<byte> bytes = distance <= sizeof(ulong)
            ? Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(at - distance)).AsByte() : Vector128.Load(at - distance);
        bytes = Pattern(bytes, distance);
        Vector128.Store(bytes, at);
        if (length > Step)
        {
            int step = Unsafe.Add(ref MemoryMarshal.GetReference(Steps), distance);
            for (int i = step; i < length; i += step)
            {
                Vector128.Store(bytes, at + i);
            }
        }
    }

    /// <summary>Sixteen bytes that go on repeating the first so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Pattern(Vector128<byte> bytes, int distance)
    {
        Vector128<byte> places = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Repeated), (nuint)(distance * Step));
        return Ssse3.IsSupported ? Ssse3.Shuffle(bytes, places) : Vector128.Shuffle(bytes, places);
    }
}
