-- The school's own lists that texts are checked against. The version tells every node that a list has changed.
create table approvals.text_list (
    id      text primary key check (id in ('abusive-words', 'safeguarding-signs', 'agreed-sites')),
    version bigint not null default 0
);

create table approvals.text_list_entry (
    list  text not null references approvals.text_list,
    entry text not null check (entry <> '' and length(entry) <= 100),
    primary key (list, entry)
);

-- Who changed what and when. Rows are only ever added.
create table approvals.text_list_change (
    id         bigint generated always as identity primary key,
    list       text        not null references approvals.text_list,
    what       text        not null check (what <> ''),
    changed_by text        not null check (changed_by <> ''),
    changed_at timestamptz not null
);

create function approvals.refuse_change_of_text_list_log() returns trigger language plpgsql as $$
begin
    raise exception 'The change log of the lists is append-only: % refused', tg_op;
end
$$;

create trigger text_list_change_is_append_only
    before update or delete or truncate on approvals.text_list_change
    for each statement execute function approvals.refuse_change_of_text_list_log();

insert into approvals.text_list (id) values ('abusive-words'), ('safeguarding-signs'), ('agreed-sites');

-- What a school in Britain begins with; from here on the lists are its own. A star stands for any ending.
insert into approvals.text_list_entry (list, entry) select 'abusive-words', unnest(array[
    -- swearing
    'arse', 'arses', 'arsed', 'arsehole*', 'ass', 'asses', 'asshole*', 'bastard*', 'bellend*', 'bell end', 'bitch*',
    'bloody', 'bollock*', 'bugger*', 'bullshit*', 'bint', 'clusterfuck*', 'cock', 'cocks', 'cockhead', 'cocksucker*',
    'crap', 'crappy', 'cunt*', 'cum', 'damn', 'damned', 'dammit', 'dick', 'dicks', 'dickhead*', 'dildo*', 'douche*',
    'dipshit*', 'fanny', 'feck', 'fecking', 'ffs', 'fuck*', 'fck', 'fcking', 'fuk', 'fuking', 'fukin', 'git', 'gits',
    'gobshite*', 'goddamn*', 'horseshit', 'jackass*', 'jerkoff', 'jizz*', 'knob', 'knobs', 'knobhead*', 'knobend', 'minge',
    'minger*', 'minging', 'motherfuck*', 'munter*', 'nobhead*', 'pillock*', 'piss', 'pissed', 'pissing', 'pissoff',
    'plonker*', 'prick', 'pricks', 'pussy', 'pussies', 'shag', 'shagging', 'shagged', 'shit*', 'shyte',
    'slag', 'slags', 'slapper', 'slut*', 'sod off', 'sodding', 'stfu', 'tits', 'titties', 'tosser*', 'toss pot', 'tosspot*',
    'turd*', 'twat*', 'wank*', 'whore*', 'wtf', 'bollox', 'balls up', 'screw you', 'up yours', 'blow job*', 'blowjob*',
    'handjob*', 'boner*', 'porn*', 'nympho*', 'skank*', 'shithole', '🖕',
    -- insults
    'airhead*', 'brain dead', 'braindead', 'cretin*', 'dimwit*', 'dumb', 'dumbass*', 'dunce*', 'fatso', 'fatty',
    'go to hell', 'halfwit*', 'half wit*', 'idiot*', 'imbecile*', 'inbred*', 'joke of a school', 'liar', 'liars', 'loser',
    'losers', 'lowlife*', 'low life*', 'moron*', 'pathetic', 'pond life', 'pondlife', 'psycho*', 'scum', 'scumbag*',
    'shut up', 'shut your*', 'simpleton*', 'stupid*', 'thick as', 'thicko*', 'useless', 'vermin', 'waste of space',
    'weirdo*', 'wimp*', 'disgrace', 'disgraceful', 'incompetent', 'clueless', 'corrupt', 'evil cow', 'stupid cow',
    'silly cow', 'old cow', 'fat cow', 'lazy cow', 'cowbag',
    -- contempt for what people are
    'abo', 'beaner*', 'batty boy', 'battyboy', 'bender', 'benders', 'bumboy*', 'bum boy*', 'chav*', 'chinky', 'chink',
    'chinks', 'coon', 'coons', 'cripple*', 'darkie*', 'darky', 'downie', 'dykes', 'fag', 'fags', 'faggot*', 'golliwog*',
    'gook*', 'gyppo*', 'gypo*', 'gippo*', 'half caste*', 'halfcaste*', 'homos', 'honky', 'jap', 'japs', 'kike*', 'kraut*',
    'lezza*', 'lezzer*', 'lesbo*', 'lezbo*', 'midget*', 'mong', 'mongs', 'mongoloid*', 'negro*', 'nigga*', 'nigger*',
    'nig nog', 'nignog', 'ni99er*', 'paki', 'pakis', 'pikey*', 'pikie*', 'poof', 'poofs', 'poofter*', 'queer*', 'raghead*',
    'retard*', 'sambo', 'schizo*', 'shemale*', 'spastic*', 'spaz*', 'spacker*', 'spic', 'spics', 'tard', 'tards',
    'towelhead*', 'tranny', 'trannies', 'wetback*', 'window licker*', 'windowlicker*', 'wog', 'wogs', 'wop', 'wops', 'yid',
    'yids', 'zipperhead*', 'go back to your own country', 'go back where you came from', 'kill yourself', 'kys',
    'go and die', 'hope you die', 'drop dead', 'hang yourself', 'should be shot', 'deserve to die', 'deserves to die'
]);

insert into approvals.text_list_entry (list, entry) select 'safeguarding-signs', unnest(array[
    -- harm to oneself
    'self harm*', 'selfharm*', 'suicid*', 'kill myself', 'kill himself', 'kill herself', 'kill themselves', 'kill yourself',
    'killing myself', 'want to die', 'wants to die', 'wanted to die', 'end it all', 'better off dead', 'cutting myself',
    'cutting herself', 'cutting himself', 'cuts herself', 'cuts himself', 'hurts herself', 'hurts himself',
    'hurting herself', 'hurting himself', 'overdose*', 'anorex*', 'bulimi*',
    -- harm by others
    'assaulted', 'assaulting', 'abuse', 'abused', 'abusing', 'abuser*', 'molest*', 'rape', 'raped', 'rapist*', 'raping',
    'sexual*', 'touched me', 'touched her', 'touched him', 'touching her', 'touching him', 'inappropriate touch*',
    'hits me', 'hits her', 'hits him', 'hit my child', 'hit my son', 'hit my daughter', 'hit my kid', 'kicked my child',
    'kicked my son', 'kicked my daughter', 'punched my child', 'punched my son', 'punched my daughter', 'left home alone',
    'beat up', 'beaten up', 'beats her', 'beats him', 'beats me', 'punched her', 'punched him', 'kicked her', 'kicked him',
    'strangled', 'bruise*', 'black eye', 'burn marks', 'domestic abuse', 'domestic violence', 'violent at home', 'neglect*',
    'not being fed', 'never fed', 'left alone at home', 'scared of her dad', 'scared of his dad', 'scared of her mum',
    'scared of his mum', 'scared to go home', 'afraid to go home', 'scared to come to school', 'afraid to come to school',
    'scared of school', 'doesn''t feel safe', 'don''t feel safe', 'bullied', 'bully', 'bullies',
    'bullying', 'picked on', 'threatened', 'threatening', 'threat', 'threats', 'social services', 'social worker*',
    'child protection', 'safeguarding', 'with a knife', 'has a knife', 'had a knife', 'carrying a knife', 'brought a knife',
    'stabbed', 'stabbing', 'machete*', 'county lines', 'drug deal*', 'dealing drugs', 'on drugs', 'cocaine', 'ketamine',
    'vaping', 'nitrous', 'fgm', 'female genital mutilation', 'forced marriage', 'honour killing', 'radicalis*',
    'trafficked', 'trafficking', 'missing child', 'gone missing', 'went missing', 'run away from home',
    'ran away from home', 'running away from home',
    -- approaches to children
    'groomed', 'grooming her', 'grooming him', 'grooming children', 'groomer*', 'paedo', 'paedos', 'paedophil*', 'pedo',
    'pedos', 'pedophil*', 'nonce*', 'pervert*', 'perv', 'pervs', 'pervy', 'nudes', 'nude pic*', 'naked pic*',
    'naked photo*', 'send pics', 'sexting', 'sext', 'sexts', 'add me on snap*', 'add me on insta*', 'add me on discord',
    'add me on roblox', 'my snap is', 'my insta is', 'snap me', 'whats your snap', 'what is your snap', 'dm me',
    'message me privately', 'private message me', 'inbox me', 'our little secret', 'our secret', 'keep it a secret',
    'keep this a secret', 'don''t tell your mum', 'don''t tell your dad', 'don''t tell your parents', 'don''t tell anyone',
    'are you home alone', 'meet me after school', 'where do you live', 'what school do you go to'
]);

insert into approvals.text_list_entry (list, entry) select 'agreed-sites', unnest(array[
    'gov.uk', 'nspcc.org.uk', 'bbc.co.uk', 'weduc.co.uk', 'weduc.com'
]);
