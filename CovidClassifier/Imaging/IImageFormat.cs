namespace CovidClassifier.Imaging;

/// <summary>One kind of image file. A new kind is a folder or file with one of these, and a line in the list of them.</summary>
internal interface IImageFormat
{
    /// <summary>How many bytes from a file's start suffice to tell its kind.</summary>
    const int HeadLength = 512;

    /// <summary>The kind as messages list it, for example "PNG".</summary>
    string Name { get; }

    /// <summary>Whether a file that begins so is of this kind.</summary>
    /// <param name="head">The first <see cref="HeadLength"/> bytes, or all where the file is shorter.</param>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>Reads the file's header; no pixel yet.</summary>
    /// <exception cref="ImageFormatException">The header is damaged, or states what is not read.</exception>
    StoredPicture Open(EncodedImage image);
}
