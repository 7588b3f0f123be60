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

    /// <summary>How many bytes from a file's start usually tell how many frames, or pages, it holds; 0 where files of this kind hold one.</summary>
    int BytesToCountFrames => 0;

    /// <summary>How many frames, or pages, a file holds; null where what is there of it does not tell.</summary>
    /// <param name="image">Its first <see cref="BytesToCountFrames"/> bytes, or all of it.</param>
    /// <exception cref="ImageFormatException">The header is damaged, cut off, or states what is not read.</exception>
    int? CountFrames(EncodedImage image) => 1;
}
