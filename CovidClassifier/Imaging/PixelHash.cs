using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CovidClassifier.Imaging;

/// <summary>
/// Recognises a picture by its decoded pixels, so that a renamed or re-saved copy without loss is still the same picture: SHA-256 over width
/// and height (four little-endian bytes each) and the pixels row by row. Part of the model card's format.
/// </summary>
internal static class PixelHash
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static string Of(GrayImage image) => Of(image.Pixels, image.Width, image.Height);

    /// <summary>As <see cref="Of(GrayImage)"/>, for pixels that lie elsewhere.</summary>
    public static string Of(ReadOnlySpan<byte> pixels, int width, int height)
    {
        Span<byte> size = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(size, width);
        BinaryPrimitives.WriteInt32LittleEndian(size[4..], height);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(size);
        hash.AppendData(pixels);
        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }
}
