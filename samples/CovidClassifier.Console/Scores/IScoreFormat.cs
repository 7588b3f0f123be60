namespace CovidClassifier.Console.Scores;

/// <summary>A kind of file that holds a table of scores, row by row: never the whole table in memory.</summary>
internal interface IScoreFormat
{
    /// <summary>What such a file's name ends in, with its dot.</summary>
    string Ending { get; }

    void Write(Stream stream, ScoreTable table);

    /// <param name="stream">Stays open, and is read as rows are asked for.</param>
    /// <exception cref="InvalidDataException">It is no table of this kind; the message is a clause.</exception>
    ScoreTable Read(Stream stream);
}
